package dev.limpid.server.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.web.facts.CollectionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitePropertiesTest {
    @TempDir
    Path folder;

    @Test
    void file_isOptional() throws IOException {
        assertThat(read()).isEqualTo(CollectionInfo.of("example.org", "https://example.org/"));
    }

    @Test
    void file_saysWhatThePagesSay() throws IOException {
        write("title = Übersicht\nabout.1 = One\nabout.2 = Two\nhome = https://example.org/tool\n");
        assertThat(read().title()).isEqualTo("Übersicht");
        assertThat(read().about()).containsExactly("One", "Two");
        assertThat(read().command()).isEqualTo("limpid");
    }

    @Test
    void unknownKeys_areNamed() throws IOException {
        write("titel = x\nabout.2 = no first\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[about.2, titel]")
                .hasMessageContaining("site.properties");
    }

    @Test
    void home_isAnAddressOfTheWeb() throws IOException {
        write("home = javascript:alert(1)\n");
        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("https://");
    }

    private CollectionInfo read() throws IOException {
        return SiteProperties.read(folder, "example.org", "https://example.org/");
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("site.properties"), text);
    }
}
