package twingrad.compare.training;

/** Hears of a {@link Session} as it goes, and may ask it for a checkpoint or to pause. */
public interface SessionListener {

    /** Hears nothing. */
    SessionListener NONE = new SessionListener() {};

    /** After each batch's update. */
    default void afterBatch(Session session, BatchReport report) {}

    /** After each epoch, its measurements included. */
    default void afterEpoch(Session session, EpochReport report) {}
}
