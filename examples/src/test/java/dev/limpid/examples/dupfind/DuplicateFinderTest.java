package dev.limpid.examples.dupfind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateFinderTest {

    @TempDir
    Path folder;

    @Test
    void find_groupsFilesOfTheSameContent() throws IOException {
        Path one = write("one", "same");
        Path two = write("below/two", "same");
        write("other", "else");
        write("unique", "longer than all");
        DuplicateFinder.Result result = new DuplicateFinder(1).find(List.of(folder));
        assertThat(result.groups()).containsExactly(new DuplicateFinder.Group(4, List.of(two, one)));
        assertThat(result.filesSeen()).isEqualTo(4);
        assertThat(result.unreadable()).isEmpty();
    }

    @Test
    void find_putsTheMostWastefulFirst() throws IOException {
        write("a1", "12");
        write("a2", "12");
        write("b1", "1234567890");
        write("b2", "1234567890");
        DuplicateFinder.Result result = new DuplicateFinder(1).find(List.of(folder));
        assertThat(result.groups()).extracting(DuplicateFinder.Group::wasted).containsExactly(10L, 2L);
    }

    @Test
    void find_ignoresSmallFiles() throws IOException {
        write("a1", "12");
        write("a2", "12");
        assertThat(new DuplicateFinder(3).find(List.of(folder)).groups()).isEmpty();
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
