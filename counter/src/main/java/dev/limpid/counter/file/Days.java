package dev.limpid.counter.file;

/**
 * Dates as days since 1970-01-01, without java.time, which a young process must not load. Proleptic Gregorian calendar
 * in UTC; the arithmetic is that of eras of 400 years that begin in March.
 */
public final class Days {
    private static final long MILLIS = 86_400_000L;
    private static final int DAYS_IN_ERA = 146_097;
    private static final int EPOCH = 719_468;

    private Days() {}

    /** The day that holds this moment. */
    public static int of(long epochMillis) {
        return (int) Math.floorDiv(epochMillis, MILLIS);
    }

    /** The moment at which the day begins. */
    public static long millis(int day) {
        return day * MILLIS;
    }

    /** The day of the week, 0 for Sunday. */
    public static int weekday(int day) {
        return Math.floorMod(day + 4, 7);
    }

    /** The first day after {@code begin} that is this day of the week: where the week that began then ends. */
    public static int weekEnd(int begin, int weekday) {
        return begin + 1 + Math.floorMod(weekday - weekday(begin) - 1, 7);
    }

    /** The day as text such as {@code 2026-11-20}. */
    public static String text(int day) {
        int shifted = day + EPOCH;
        int era = Math.floorDiv(shifted, DAYS_IN_ERA);
        int dayOfEra = shifted - era * DAYS_IN_ERA;
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int march = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * march + 2) / 5 + 1;
        int month = march < 10 ? march + 3 : march - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return digits(year, 4) + "-" + digits(month, 2) + "-" + digits(dayOfMonth, 2);
    }

    /** The day that the ten characters of a date mean, or {@link Integer#MIN_VALUE} if they are none. */
    public static int parse(String text, int at) {
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
        // February 30 would come out as March 1 or 2.
        return text.startsWith(text(day), at) ? day : Integer.MIN_VALUE;
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

    private static String digits(int number, int width) {
        StringBuilder digits = new StringBuilder(String.valueOf(number));
        while (digits.length() < width) {
            digits.insert(0, '0');
        }
        return digits.toString();
    }
}
