package dev.limpid.server.upload;

import java.time.LocalDate;

/** What the upload side tells those who count. Nothing that tells who sent is passed. */
public interface UploadEvents {

    /** Nobody counts. */
    UploadEvents NONE = new UploadEvents() {};

    /** A report is durable. */
    default void stored(boolean duplicate) {}

    /** A report was refused for this reason, a code of {@code spec/http.md}. */
    default void refused(String code) {}

    /** A stack was left out because a frame of it is in no published class. */
    default void stackDropped() {}

    /** An upload was refused because its network had sent all that it may send in a day; the first one of it says so. */
    default void refusedForTheDay(LocalDate day, boolean first) {}

    /** A report could not be stored, which is no fault of its sender. */
    default void notStored(Throwable why) {}

    /** Hears of what one network sent beyond what it may in a day. */
    @FunctionalInterface
    interface Floods {
        void refused(LocalDate day, boolean first);
    }

    /** Passes on floods only. */
    static UploadEvents floods(Floods floods) {
        return new UploadEvents() {
            @Override
            public void refusedForTheDay(LocalDate day, boolean first) {
                floods.refused(day, first);
            }
        };
    }

    /** Tells both. */
    static UploadEvents both(UploadEvents one, UploadEvents other) {
        return new UploadEvents() {
            @Override
            public void stored(boolean duplicate) {
                one.stored(duplicate);
                other.stored(duplicate);
            }

            @Override
            public void refused(String code) {
                one.refused(code);
                other.refused(code);
            }

            @Override
            public void stackDropped() {
                one.stackDropped();
                other.stackDropped();
            }

            @Override
            public void refusedForTheDay(LocalDate day, boolean first) {
                one.refusedForTheDay(day, first);
                other.refusedForTheDay(day, first);
            }

            @Override
            public void notStored(Throwable why) {
                one.notStored(why);
                other.notStored(why);
            }
        };
    }
}
