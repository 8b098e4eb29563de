package dev.limpid.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {

    /** Also if memory runs out: what one step reads may come from other people's servers. */
    @Test
    void stepThatFails_keepsNoOther_whateverItsFailureIs() throws Exception {
        Steps steps = new Steps();
        List<String> done = new ArrayList<>();
        steps.attempt("reading", () -> {
            throw new OutOfMemoryError("Java heap space");
        });
        steps.attempt("revoking", () -> done.add("revoking"));
        steps.attempt("writing", () -> {
            throw new IOException("the disk is full");
        });
        steps.attempt("publishing", () -> done.add("publishing"));
        assertThat(done).containsExactly("revoking", "publishing");
        assertThatThrownBy(steps::throwIfAnyFailed)
                .isInstanceOf(IncompleteWorkException.class)
                .hasMessage("reading: java.lang.OutOfMemoryError: Java heap space; writing: the disk is full");
    }
}
