package dev.limpid.tlog;

/** A note, checkpoint, tile, record, proof or module does not have the specified form. */
public final class LogFormatException extends TlogException {

    public LogFormatException(String message) {
        super(message);
    }
}
