package dev.limpid.uploader.run;

import dev.limpid.uploader.send.ReportSender;
import dev.limpid.uploader.send.SendResult;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A server within the test: keeps what it is sent and gives the answer it was told to give. */
final class RecordingSender implements ReportSender {

    final List<String> sent = new ArrayList<>();
    SendResult answer;

    RecordingSender(SendResult answer) {
        this.answer = answer;
    }

    @Override
    public SendResult send(LocalDate week, byte[] report) {
        sent.add(new String(report, StandardCharsets.UTF_8));
        return answer;
    }
}
