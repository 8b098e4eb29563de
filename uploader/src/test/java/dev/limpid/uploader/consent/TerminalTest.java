package dev.limpid.uploader.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reply at a terminal means; only a word that says so means yes. */
class TerminalTest {

    private static final String QUESTION = "May answers be sent? ";

    private final StringWriter printed = new StringWriter();

    private Terminal terminal(String typed) {
        return new Terminal(new BufferedReader(new StringReader(typed)), new PrintWriter(printed));
    }

    @ParameterizedTest
    @CsvSource({
        "yes, YES",
        "y, YES",
        "' Yes ', YES",
        "no, NO",
        "n, NO",
        "later, LATER",
        "'', LATER",
        "'  ', LATER",
    })
    void reply_isAWord_andEnterMeansLater(String typed, Terminal.Reply reply) {
        assertThat(terminal(typed + "\nyes\n").ask(QUESTION)).isEqualTo(reply);
        assertThat(printed).hasToString(QUESTION);
    }

    @ParameterizedTest
    @CsvSource({"ja, YES", "j, YES", "nein, NO", "n, NO", "später, LATER", "yes, YES", "no, NO", "later, LATER"})
    void reply_mayBeInTheLanguageOfTheQuestion_orInEnglish(String typed, Terminal.Reply reply) {
        assertThat(terminal(typed + "\n").ask(QUESTION, "de")).isEqualTo(reply);
        assertThat(printed).hasToString(QUESTION);
    }

    @ParameterizedTest
    @CsvSource({"ja", "yes please", "ye", "yes y", "1"})
    void anyOtherReply_isAskedOnceMore_andThenMeansLater(String typed) {
        assertThat(terminal(typed + "\nno\n").ask(QUESTION)).isEqualTo(Terminal.Reply.NO);
        printed.getBuffer().setLength(0);
        assertThat(terminal(typed + "\n" + typed + "\nyes\n").ask(QUESTION)).isEqualTo(Terminal.Reply.LATER);
        assertThat(printed.toString())
                .startsWith(QUESTION)
                .containsOnlyOnce("type yes or no")
                .endsWith(": ");
    }

    @Test
    void endOfInput_andATerminalThatIsGone_meanLater() {
        assertThat(terminal("").ask(QUESTION)).isEqualTo(Terminal.Reply.LATER);
        Reader gone = new Reader() {
            @Override
            public int read(char[] into, int from, int length) throws IOException {
                throw new IOException("hung up");
            }

            @Override
            public void close() {}
        };
        assertThat(new Terminal(new BufferedReader(gone), new PrintWriter(printed)).ask(QUESTION))
                .isEqualTo(Terminal.Reply.LATER);
    }

    /** A question that stays in a buffer leaves the user with an empty line. */
    @Test
    void question_isShownBeforeTheReplyIsRead() {
        StringWriter screen = new StringWriter();
        StringWriter seen = new StringWriter();
        Reader user = new Reader() {
            @Override
            public int read(char[] into, int from, int length) {
                seen.append(screen.toString()).append('|');
                screen.getBuffer().setLength(0);
                into[from] = '?';
                into[from + 1] = '\n';
                return 2;
            }

            @Override
            public void close() {}
        };
        Terminal terminal = new Terminal(new BufferedReader(user), new PrintWriter(buffered(screen)));
        terminal.ask(QUESTION);
        assertThat(seen.toString().split("\\|", -1))
                .hasSize(3)
                .startsWith(QUESTION)
                .as("after each reply that is not understood")
                .satisfies(shown -> assertThat(shown[1]).contains("type yes or no"));
        assertThat(screen.toString()).as("after the last").isEmpty();
        terminal.say("Thank you.");
        assertThat(screen).hasToString("Thank you.\n");
    }

    private static Writer buffered(Writer screen) {
        return new java.io.BufferedWriter(screen);
    }
}
