package dev.limpid.cli;

import dev.limpid.cli.command.LocalizedCommand;
import dev.limpid.protocol.text.MessageBundle;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Converts arguments to their types, with error messages in the user's language. */
final class ArgumentConverters {

    private ArgumentConverters() {}

    static void register(CommandLine root) {
        root.registerConverter(LocalDate.class, ArgumentConverters::day);
        root.registerConverter(URI.class, ArgumentConverters::address);
        root.registerConverter(int.class, text -> (int) number(text, Integer.MAX_VALUE));
        root.registerConverter(Long.class, text -> number(text, Long.MAX_VALUE));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidArgument("argument.day", text);
        }
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            if (Set.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // reported below
        }
        throw new InvalidArgument("argument.address", text);
    }

    private static long number(String text, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new InvalidArgument("argument.number", text);
    }

    /** An argument of the wrong form. Its message is in English; {@link #in} gives it in another language. */
    static final class InvalidArgument extends TypeConversionException {

        private static final long serialVersionUID = 1;

        private final String key;
        private final String text;

        InvalidArgument(String key, String text) {
            super(LocalizedCommand.errors(MessageBundle.ENGLISH).format(key, "text", text));
            this.key = key;
            this.text = text;
        }

        String in(MessageBundle errors) {
            return errors.format(key, "text", text);
        }
    }
}
