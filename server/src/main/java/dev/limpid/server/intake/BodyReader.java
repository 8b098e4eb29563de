package dev.limpid.server.intake;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerToken;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.report.ReportLimits;
import dev.limpid.server.http.Upload;
import dev.limpid.server.storage.ResendKey;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the content of a body, without any configuration. */
final class BodyReader {

    static final String ANSWERS = "/answers";
    static final String REPORTS = "/upload/";

    private final WeekPolicy policy;
    private final BodyEncoding answers = new BodyEncoding("answer", AnswerLimits.BYTES);
    private final BodyEncoding reports = new BodyEncoding("report", ReportLimits.UPLOAD.bytes());

    BodyReader(WeekPolicy policy) {
        this.policy = policy;
    }

    ParsedUpload read(Upload upload) throws RefusedUpload {
        return upload.path().equals(ANSWERS) ? answer(upload) : report(upload);
    }

    private ParsedUpload answer(Upload upload) throws RefusedUpload {
        String token = upload.token().orElse("");
        if (!AnswerToken.isToken(token)) {
            throw new RefusedUpload(
                    400,
                    "malformed-token",
                    "the header " + AnswerToken.HEADER + (upload.token().isEmpty() ? " is missing" : " is not a token")
                            + ", expected 32 lower-case hexadecimal digits");
        }
        try {
            Answer answer = AnswerCodec.read(answers.unpack(upload));
            policy.check(answer);
            return new ParsedUpload.One(ResendKey.ofToken(token), answer);
        } catch (MalformedJsonException e) {
            throw new RefusedUpload(400, "malformed-answer", String.valueOf(e.getMessage()));
        }
    }

    private ParsedUpload report(Upload upload) throws RefusedUpload {
        LocalDate week = week(upload.path());
        try {
            Report report = ReportCodec.read(reports.unpack(upload), ReportLimits.UPLOAD);
            policy.check(report, week);
            return new ParsedUpload.Several(
                    new Report(report.week(), Optional.empty(), report.x(), report.config(), report.programs()));
        } catch (MalformedReportException e) {
            throw new RefusedUpload(400, "malformed-report", String.valueOf(e.getMessage()));
        }
    }

    private static LocalDate week(String path) throws RefusedUpload {
        String text = path.substring(REPORTS.length());
        try {
            if (text.length() == "2026-11-16".length()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            // answered below
        }
        throw new RefusedUpload(
                404, "malformed-week", "the path names no week, expected /upload/ and a date like 2026-11-16");
    }
}
