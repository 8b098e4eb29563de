package dev.limpid.uploader.run;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CorruptCountFileException;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.uploader.home.CountFiles;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.WeekDecision;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.LocalDate;

/** Whether a pass would find anything to do. Writes nothing, and reads only few files. */
public final class PendingWork {

    private PendingWork() {}

    /** Whether a week ended since the last pass, or answers may still be sent. */
    public static boolean exists(TelemetryHome home, Mode mode, LocalDate today) throws IOException {
        if (!mode.counts()) {
            return false;
        }
        HomeLayout files = new HomeLayout(home);
        return hasEnded(files, today) || (mode instanceof Mode.On && mayBeSent(files, mode, today));
    }

    /** Whether there are decided answers that may be sent and are not known to have arrived. */
    public static boolean answersWait(TelemetryHome home, Mode mode, LocalDate today) throws IOException {
        for (LocalDate week : new HomeLayout(home).waiting()) {
            if (Consent.reasonToKeep(mode, week, today).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEnded(HomeLayout files, LocalDate today) throws IOException {
        for (Path countFile : new CountFiles(files.folder()).list()) {
            LocalDate begin = CountFiles.begin(countFile).orElse(LocalDate.MIN);
            // A week has at least one day.
            if (begin.isBefore(today) && hasEnded(countFile, begin, today)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEnded(Path countFile, LocalDate begin, LocalDate today) throws IOException {
        try {
            return CountFiles.read(countFile).map(c -> !c.end().isAfter(today)).orElse(false);
        } catch (CorruptCountFileException e) {
            return !begin.isAfter(today.minusDays(7)); // to be moved aside
        } catch (FileSystemException e) {
            return false; // a pass leaves it where it is
        }
    }

    private static boolean mayBeSent(HomeLayout files, Mode mode, LocalDate today) throws IOException {
        for (LocalDate week : files.localReports()) {
            if (Consent.reasonToKeep(mode, week, today).isEmpty()
                    && files.unreadable(week).isEmpty()
                    && files.readNote(week).flatMap(WeekDecision::outcome).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
