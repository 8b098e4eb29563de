package dev.limpid.cli;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How arguments are read, with error messages in the words of whoever typed them. */
final class Arguments {

    private Arguments() {}

    static void register(CommandLine root) {
        root.registerConverter(LocalDate.class, Arguments::day);
        root.registerConverter(URI.class, Arguments::address);
        root.registerConverter(int.class, text -> (int) number(text, Integer.MAX_VALUE));
        root.registerConverter(Long.class, text -> number(text, Long.MAX_VALUE));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong(text, "no day of the calendar, expected one such as 2026-11-20");
        }
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            if (Set.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw wrong(text, "no address, expected one such as https://telemetry.example.org/");
    }

    private static long number(String text, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong(text, "no number that can be taken, expected one such as 2000");
    }

    private static TypeConversionException wrong(String text, String why) {
        return new TypeConversionException("'" + text + "' is " + why);
    }
}
