package dev.limpid.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {

    static final Path DOCKERFILE = Path.of(System.getProperty("limpid.root"), "deploy", "Dockerfile");

    @TempDir
    Path folder;

    @Test
    void read_takesTheStartOfTheLastStage() throws Exception {
        Recipe recipe = Recipe.read(DOCKERFILE);

        assertThat(recipe.base()).contains("eclipse-temurin:17-jre");
        assertThat(recipe.entrypoint()).containsExactly("/opt/limpid/bin/limpid");
        assertThat(recipe.command()).containsExactly("serve", "/etc/limpid/limpid.conf");
        assertThat(recipe.environment()).isEqualTo(Map.of("LIMPID_JAVA_OPTIONS", "-Xmx192m"));
        assertThat(recipe.ports()).isEqualTo(List.of(8080, 9090));
        assertThat(recipe.volume()).isEqualTo("/var/lib/limpid");
    }

    @Test
    void read_namesWhatIsMissing() throws Exception {
        Path file = Files.writeString(folder.resolve("Dockerfile"), "ARG JRE=base\nFROM base\nCMD [\"a\"]\n");

        assertThatThrownBy(() -> Recipe.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": 0 lines begin with \"ENTRYPOINT \", expected 1");
    }
}
