package dev.limpid.tlog;

/** A note, checkpoint, tile, record, proof or module is not written as the specification says. */
public final class LogFormatException extends TlogException {

    public LogFormatException(String message) {
        super(message);
    }
}
