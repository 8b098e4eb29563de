package dev.limpid.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceStackTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void parts_areClosedInReverseOrderWhateverFails() {
        ResourceStack parts = new ResourceStack();
        parts.add(() -> closed.add("log"));
        parts.add(() -> {
            throw new IllegalStateException("store");
        });
        parts.add(() -> {
            throw new IOException("notes");
        });
        parts.add(() -> {
            throw new AssertionError("account");
        });
        parts.add(() -> closed.add("renewal"));
        assertThatThrownBy(parts::close)
                .isInstanceOf(IOException.class)
                .hasMessage("account")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("notes", "store"));
        assertThat(closed).containsExactly("renewal", "log");
    }

    /** The starter gets the reason for the failure, not a failure to close the rest. */
    @Test
    void failureOfTheStart_staysTheOneThatIsTold() {
        ResourceStack parts = new ResourceStack();
        parts.add(() -> {
            throw new IOException("store");
        });
        IOException inUse = new IOException("the port is in use");
        parts.closeAfter(inUse);
        assertThat(inUse.getSuppressed()).singleElement().hasToString("java.io.IOException: store");
    }

    @Test
    void closingAgain_closesNothingTwice() throws Exception {
        ResourceStack parts = new ResourceStack();
        parts.add(() -> closed.add("log"));
        parts.close();
        parts.close();
        assertThat(closed).containsExactly("log");
    }
}
