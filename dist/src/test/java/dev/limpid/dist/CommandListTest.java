package dev.limpid.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the lists of commands say: the first line of a description, which therefore is a sentence of its own. */
class CommandListTest {

    @Test
    void everyCommand_isDescribedByWholeShortSentences() {
        List<CommandLine> all = new ArrayList<>();
        collect(Main.commandLine("--help"), all);
        assertThat(all)
                .hasSizeGreaterThan(25)
                .allSatisfy(command -> assertThat(
                                command.getCommandSpec().usageMessage().description()[0])
                        .as(command.getCommandSpec().qualifiedName())
                        .matches("[A-Z].*\\.")
                        .hasSizeLessThan(115));
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(below -> collect(below, all));
    }
}
