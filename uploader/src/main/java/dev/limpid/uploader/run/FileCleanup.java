package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.protocol.report.ReportWeek;
import dev.limpid.uploader.home.HomeLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Deletes files that nobody needs any more. Age is measured against the newest week that ended in this home, not
 * against the clock alone: a clock that runs years ahead for an hour must not empty the home. Files that may still be
 * sent are not deleted.
 *
 * <p>For one thread at a time.
 */
final class FileCleanup {

    private static final int KEPT_DAYS = 2 * 365;
    private static final int ASIDE_KEPT = 20;
    private static final long LARGEST = 64L << 20;

    private final PassContext passContext;
    private final HomeLayout files;
    private int deleted;

    FileCleanup(PassContext passContext) {
        this.passContext = passContext;
        this.files = passContext.files();
    }

    void clean() throws IOException {
        SortedSet<LocalDate> weeks = new TreeSet<>(files.localReports());
        weeks.addAll(files.sent());
        if (!weeks.isEmpty()) {
            LocalDate newest = weeks.last().isAfter(passContext.today()) ? passContext.today() : weeks.last();
            for (LocalDate week : weeks.headSet(newest.minusDays(KEPT_DAYS))) {
                delete(week);
            }
            shrink(weeks.headSet(newest.minusDays(ReportWeek.LATE_DAYS)));
        }
        for (Path aside : List.of(files.damaged(), files.late(), files.refusedFolder())) {
            keepNewest(aside, ASIDE_KEPT * 2);
        }
        unfinished(files.folder());
        unfinished(files.uploadFolder());
        if (deleted > 0) {
            passContext.report(Step.Kind.CLEANED, StepSentences.count("step.cleaned", deleted));
        }
    }

    /** Deletes the oldest reports beyond the size limit, but none that may still be sent. */
    private void shrink(SortedSet<LocalDate> old) throws IOException {
        long size = size(files.folder()) + size(files.uploadFolder());
        for (LocalDate week : List.copyOf(old)) {
            if (size <= LARGEST) {
                return;
            }
            size -= sizeOf(files.localReport(week)) + sizeOf(files.sent(week));
            delete(week);
        }
    }

    private void delete(LocalDate week) throws IOException {
        deleteFile(files.localReport(week));
        deleteFile(files.waiting(week));
        deleteFile(files.sent(week));
        deleteFile(files.note(week)); // last: as long as it exists, the week stays decided
    }

    private void keepNewest(Path folder, int most) throws IOException {
        List<Path> all = new ArrayList<>(list(folder));
        if (all.size() <= most) {
            return;
        }
        all.sort(Comparator.comparing(FileCleanup::modified).reversed());
        for (Path file : all.subList(most, all.size())) {
            deleteFile(file);
        }
    }

    /** Deletes unfinished files of processes that were killed; those of running processes are newer. */
    private void unfinished(Path folder) throws IOException {
        List<Path> all = list(folder);
        FileTime newest = all.stream()
                .map(FileCleanup::modified)
                .max(Comparator.naturalOrder())
                .orElse(FileTime.fromMillis(0));
        for (Path file : all) {
            boolean old = modified(file).toInstant().isBefore(newest.toInstant().minus(Duration.ofDays(1)));
            if (old && file.getFileName().toString().endsWith(AtomicFile.UNFINISHED)) {
                deleteFile(file);
            }
        }
    }

    private void deleteFile(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            deleted++;
        }
    }

    private static long size(Path folder) throws IOException {
        long size = 0;
        for (Path file : list(folder)) {
            size += sizeOf(file);
        }
        return size;
    }

    private static long sizeOf(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path entry : HomeFiles.list(folder)) {
            if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                all.add(entry);
            }
        }
        return all;
    }
}
