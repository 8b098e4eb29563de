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
}
