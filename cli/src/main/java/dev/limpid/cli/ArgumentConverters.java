package dev.limpid.cli;

import dev.limpid.cli.command.Speaking;
import dev.limpid.protocol.text.Sentences;
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
            throw new Wrong("argument.day", text);
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
        throw new Wrong("argument.address", text);
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
        throw new Wrong("argument.number", text);
    }

    /** An argument that is none of what is expected; its message is English, for who asks for no other language. */
    static final class Wrong extends TypeConversionException {

        private static final long serialVersionUID = 1;

        private final String key;
        private final String text;

        Wrong(String key, String text) {
            super(Speaking.errors(Sentences.ENGLISH).say(key, "text", text));
            this.key = key;
            this.text = text;
        }

        String in(Sentences errors) {
            return errors.say(key, "text", text);
        }
    }
}
