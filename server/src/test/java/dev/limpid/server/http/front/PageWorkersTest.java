package dev.limpid.server.http.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.limit.FairShareBudget.Acquisition;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The threads that make pages tell whatever fails on them. */
class PageWorkersTest {

    @Test
    void answerThatCannotBeHandedOn_isReported() throws Exception {
        PageWorkers workers = new PageWorkers();
        try {
            CompletableFuture<Throwable> reported = new CompletableFuture<>();
            Acquisition acquisition = workers.make(
                    Sender.of(InetAddress.getLoopbackAddress()),
                    () -> Response.text(200, "a page"),
                    failure -> {
                        reported.complete(failure);
                        return Response.text(500, "it failed");
                    },
                    answer -> {
                        throw new IllegalStateException("the event loop has ended");
                    });
            assertThat(acquisition).isEqualTo(Acquisition.TAKEN);
            assertThat(reported.get(20, TimeUnit.SECONDS)).hasMessage("the event loop has ended");
        } finally {
            workers.close();
        }
    }
}
