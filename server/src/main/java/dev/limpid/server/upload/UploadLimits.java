package dev.limpid.server.upload;

import dev.limpid.protocol.report.ReportWeek;
import java.time.Duration;

/**
 * What an upload may be, and how many one network may send.
 *
 * @param perMinute how many uploads one address prefix may send in a minute, 0 for any number
 * @param perDay how many uploads one address prefix may send in a day, 0 for any number
 * @param weekAge how long after its end a week's reports are still taken
 * @param configAge how long a configuration is still good for reports after a newer one took its place
 */
public record UploadLimits(int perMinute, int perDay, Duration weekAge, Duration configAge) {

    /** What a small public server wants: 600 a minute, 20,000 a day, 21 days for a week, a year for a configuration. */
    public static UploadLimits usual() {
        return new UploadLimits(600, 20_000, Duration.ofDays(ReportWeek.LATE_DAYS), Duration.ofDays(365));
    }
}
