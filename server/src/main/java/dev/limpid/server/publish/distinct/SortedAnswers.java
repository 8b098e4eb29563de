package dev.limpid.server.publish.distinct;

import java.io.Closeable;
import java.io.IOException;

/** Distinct answers in the order of their bytes, each with the number of machines that gave it. For one thread. */
public interface SortedAnswers extends Closeable {

    /** Advances to the next answer; false after the last one. */
    boolean advance() throws IOException;

    /** The canonical bytes of the current answer, which must not be changed. */
    byte[] answer();

    /** How many machines gave exactly this answer. */
    long machines();
}
