package dev.limpid.uploader.send;

import java.time.LocalDate;

/** Where upload reports go. */
public interface ReportSender {

    /**
     * Sends one report once, with a time limit; never throws for what the network or the server does.
     *
     * @param week the day on which the week ended
     * @param report the upload report's JSON; a resend must give the same bytes, so that the server can tell
     */
    SendResult send(LocalDate week, byte[] report);
}
