package dev.limpid.counter.file;

import dev.limpid.counter.home.FileNames;
import dev.limpid.counter.home.HomeCheck;
import dev.limpid.counter.home.TelemetryHome;
import java.io.File;
import java.io.IOException;

/**
 * The files that a build counts into today: those of the current week if there are any, otherwise new ones that begin
 * today. Days are numbers since 1970-01-01, because java.time is expensive: proleptic Gregorian calendar in UTC,
 * computed by eras of 400 years that begin in March. Immutable. Every start of a program runs this code: nothing here
 * may load more than it must.
 */
public final class CurrentWeek {
    /** How the name of a count file ends. */
    public static final String COUNT_FILE = ".v1.count";
    /** How the name of a journal ends. */
    public static final String JOURNAL = ".v1.journal";

    /** What comes before the number of a stripe in the name of its count file. */
    public static final String STRIPE = ".stripe";

    private static final String WEEKENDS = "weekends";
    private static final int DAMAGED = -2;

    private static final long MILLIS = 86_400_000L;
    private static final int DAYS_IN_ERA = 146_097;
    private static final int EPOCH = 719_468;

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
     * Finds the week that is current on this day.
     *
     * @param local the home's folder of count files; created if it does not exist
     * @param shortName the last element of the program's name
     * @throws IOException if the folder cannot be created or {@code weekends} cannot be written
     */
    public static CurrentWeek find(
            File local, String shortName, String version, String runtime, String os, String arch, int today)
            throws IOException {
        String build =
                safe(shortName) + "@" + safe(version) + "-" + safe(runtime) + "-" + safe(os) + "-" + safe(arch) + "-";
        String[] files = local.list();
        if (files == null) {
            if (local.isDirectory()) {
                NewFile.fail("cannot read the folder " + local);
            }
            HomeCheck.make(local);
            files = new String[0];
        }
        int weekend = weekend(local);
        int begin = today;
        for (String file : files) {
            int day = beginOf(file, build);
            if (day < begin && day != Integer.MIN_VALUE && today < weekEnd(day, weekend)) {
                begin = day;
            }
        }
        return new CurrentWeek(local, build + textOf(begin), begin, weekEnd(begin, weekend));
    }

    /** Letters, digits, dots, dashes and underlines are safe in a file name; {@link FileNames} replaces the others. */
    private static String safe(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if ((c < '-' || c > '9' || c == '/') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '_') {
                return FileNames.safe(part);
            }
        }
        return part;
    }

    /** The day in a file name of this build, or {@link Integer#MIN_VALUE}. */
    private static int beginOf(String file, String build) {
        int date = build.length();
        return file.startsWith(build) && (file.startsWith(COUNT_FILE, date + 10) || file.startsWith(JOURNAL, date + 10))
                ? parseDay(file, date)
                : Integer.MIN_VALUE;
    }

    /** The day of the week on which this home's weeks end; drawn once, and again if the file is damaged. */
    private static int weekend(File local) throws IOException {
        File file = new File(local, WEEKENDS);
        int digit = readDigit(file);
        if (digit >= 0) {
            return digit;
        }
        if (digit == DAMAGED) {
            file.delete();
        }
        // If several processes draw at once, one must win before any of them counts.
        long mix = chance();
        NewFile.make(file, new byte[] {(byte) ('0' + (int) ((mix >>> 33) % 7))}, 1, mix);
        digit = readDigit(file);
        if (digit < 0) {
            NewFile.fail("cannot write " + file);
        }
        return digit;
    }

    /** A number that no two processes share. */
    static long chance() {
        return (System.nanoTime() ^ System.currentTimeMillis()) * 0x9e3779b97f4a7c15L;
    }

    /** The digit, {@link #DAMAGED}, or -1 if there is no file. */
    private static int readDigit(File file) throws IOException {
        byte[] digit = new byte[1];
        int length = TelemetryHome.read(file, digit);
        if (length < -1) {
            // The file may be intact: no process draws again because of a failure that may be temporary.
            NewFile.fail("cannot read " + file);
        }
        return length == 1 && digit[0] >= '0' && digit[0] <= '6' ? digit[0] - '0' : length < 0 ? -1 : DAMAGED;
    }

    /** The day the week began, in days since 1970-01-01. */
    public int begin() {
        return begin;
    }

    /** The day the week ends: the first that is not part of it. */
    public int end() {
        return end;
    }

    /**
     * Whether this day is outside the week: the week has ended, or the clock was set back to more than a day before it.
     */
    public boolean isOutside(int today) {
        return today >= end || today < begin - 1;
    }

    /** The count file, which may not exist. */
    public File countFile() {
        return file(COUNT_FILE);
    }

    /** The file of this week with this ending, which may not exist. */
    File file(String ending) {
        return new File(local, stem + ending);
    }

    /** The journal, which may not exist. */
    public File journal() {
        return file(JOURNAL);
    }

    /** The day that contains this moment. */
    public static int dayOf(long epochMillis) {
        return (int) Math.floorDiv(epochMillis, MILLIS);
    }

    /** The moment at which the day begins. */
    public static long millisOf(int day) {
        return day * MILLIS;
    }

    /** The day of the week, 0 for Sunday. */
    public static int weekday(int day) {
        return Math.floorMod(day + 4, 7);
    }

    /** The first day after {@code begin} that is this day of the week: the week that began then ends on it. */
    public static int weekEnd(int begin, int weekday) {
        return begin + 1 + Math.floorMod(weekday - weekday(begin) - 1, 7);
    }

    /** The day as text such as {@code 2026-11-20}. */
    public static String textOf(int day) {
        int shifted = day + EPOCH;
        int era = Math.floorDiv(shifted, DAYS_IN_ERA);
        int dayOfEra = shifted - era * DAYS_IN_ERA;
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int march = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * march + 2) / 5 + 1;
        int month = march < 10 ? march + 3 : march - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        // Adding ten thousand keeps the leading zeros of an early year.
        return String.valueOf(10_000 + year).substring(1)
                + (month < 10 ? "-0" : "-")
                + month
                + (dayOfMonth < 10 ? "-0" : "-")
                + dayOfMonth;
    }

    /** The day that the ten characters from {@code at} mean, or {@link Integer#MIN_VALUE} if they are not a date. */
    public static int parseDay(String text, int at) {
        int year = number(text, at, 4);
        int month = number(text, at + 5, 2);
        int dayOfMonth = number(text, at + 8, 2);
        if (year < 0 || month < 1 || dayOfMonth < 1 || text.charAt(at + 4) != '-' || text.charAt(at + 7) != '-') {
            return Integer.MIN_VALUE;
        }
        int marchYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(marchYear, 400);
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1;
        int day = era * DAYS_IN_ERA + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - EPOCH;
        // February 30 would become March 1 or 2.
        return text.startsWith(textOf(day), at) ? day : Integer.MIN_VALUE;
    }

    private static int number(String text, int at, int digits) {
        if (at + digits > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
