package twingrad.compare.bench;

/**
 * How long a row is measured.
 *
 * @param steady seconds without any gain after which work counts as warm; after {@value #PATIENCE} times as many it
 * does
 *     in any case
 * @param measuring seconds in which measurements are taken
 * @param least how many measurements are taken, however long they take
 */
public record Effort(double steady, double measuring, int least) {

    static final int PATIENCE = 10;

    /** For figures that are kept. */
    public static final Effort FULL = new Effort(1, 1.5, 3);

    /** For a look. */
    public static final Effort QUICK = new Effort(0.5, 0.4, 2);

    public Effort {
        if (!(steady >= 0) || !(measuring >= 0) || least < 1) {
            throw new IllegalArgumentException("effort: expected seconds of 0 or more and at least 1 measurement, got "
                    + steady + ", " + measuring + " and " + least);
        }
    }
}
