package dev.limpid.counter.file;

import dev.limpid.counter.home.FileNames;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Which files a build counts into today: those of the week under way if there are any, else new ones that begin today.
 * Immutable. On the way of every program's start: nothing here may load more than it must.
 */
public final class CurrentWeek {
    private static final String WEEKENDS = "weekends";

    private final File local;
    private final String stem;
    private final int begin;
    private final int end;

    private CurrentWeek(File local, String stem, int begin, int end) {
        this.local = local;
        this.stem = stem;
        this.begin = begin;
        this.end = end;
    }

    /**
     * Finds the week under way on this day.
     *
     * @param local the home's folder of count files; made if it is not there
     * @param shortName the last element of the program's name
     * @throws IOException if the folder cannot be made or {@code weekends} not be written
     */
    public static CurrentWeek find(
            File local, String shortName, String version, String runtime, String os, String arch, int today)
            throws IOException {
        String build = FileNames.safe(shortName) + "@" + FileNames.safe(version) + "-" + FileNames.safe(runtime) + "-"
                + FileNames.safe(os) + "-" + FileNames.safe(arch) + "-";
        String[] files = local.list();
        if (files == null) {
            if (!local.mkdirs() && !local.isDirectory()) {
                throw new IOException("cannot make the folder " + local);
            }
            files = new String[0];
        }
        int weekend = weekend(local);
        int begin = today;
        for (String file : files) {
            int day = beginOf(file, build);
            if (day < begin && day != Integer.MIN_VALUE && today < Days.weekEnd(day, weekend)) {
                begin = day;
            }
        }
        return new CurrentWeek(local, build + Days.text(begin), begin, Days.weekEnd(begin, weekend));
    }

    /** The day in a file name of this build, or {@link Integer#MIN_VALUE}. */
    private static int beginOf(String file, String build) {
        int date = build.length();
        if (!file.startsWith(build) || file.length() < date + 10) {
            return Integer.MIN_VALUE;
        }
        return file.startsWith(CountFileReader.COUNT, date + 10) || file.startsWith(CountFileReader.JOURNAL, date + 10)
                ? Days.parse(file, date)
                : Integer.MIN_VALUE;
    }

    /** The day of the week on which this home's weeks end; drawn once, and again if the file is damaged. */
    private static int weekend(File local) throws IOException {
        File file = new File(local, WEEKENDS);
        int digit = readDigit(file);
        if (digit >= 0) {
            return digit;
        }
        long mix = (System.nanoTime() ^ System.currentTimeMillis()) * 0x9e3779b97f4a7c15L;
        File fresh = new File(local, "." + WEEKENDS + Long.toHexString(mix));
        try (FileOutputStream out = new FileOutputStream(fresh)) {
            out.write('0' + (int) ((mix >>> 33) % 7));
        }
        // Whoever comes last wins, so ask again instead of trusting the own draw.
        if (!fresh.renameTo(file) && (!file.delete() || !fresh.renameTo(file))) {
            fresh.delete();
        }
        digit = readDigit(file);
        if (digit < 0) {
            throw new IOException("cannot write " + file);
        }
        return digit;
    }

    private static int readDigit(File file) {
        try (FileInputStream in = new FileInputStream(file)) {
            int digit = in.read() - '0';
            return digit >= 0 && digit <= 6 ? digit : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    /** The day the week began, in days since 1970-01-01. */
    public int begin() {
        return begin;
    }

    /** The day the week ends: the first that is not part of it. */
    public int end() {
        return end;
    }

    /** Whether this day is not of the week: it has ended, or the clock was set back by more than a day before it. */
    public boolean isOutside(int today) {
        return today >= end || today < begin - 1;
    }

    /** The count file, which may not exist. */
    public File countFile() {
        return new File(local, stem + CountFileReader.COUNT);
    }

    /** The journal, which may not exist. */
    public File journal() {
        return new File(local, stem + CountFileReader.JOURNAL);
    }
}
