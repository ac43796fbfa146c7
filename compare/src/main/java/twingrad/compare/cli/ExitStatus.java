package twingrad.compare.cli;

/** What the process ends with. */
final class ExitStatus {
    static final int DONE = 0;

    /** A check disagrees or a target is missed. */
    static final int VERDICT = 1;

    static final int USAGE = 2;

    /** Data or files that cannot be read or written. */
    static final int DATA = 3;

    /** A defect of twingrad itself; after EX_SOFTWARE of BSD's sysexits. */
    static final int DEFECT = 70;

    private ExitStatus() {}
}
