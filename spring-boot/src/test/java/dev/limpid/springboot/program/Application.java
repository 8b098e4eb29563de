package dev.limpid.springboot.program;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A program like those of others: a server with a page, and a meter. */
@SpringBootApplication
@RestController
public class Application {
    private final MeterRegistry meters;

    public Application(MeterRegistry meters) {
        this.meters = meters;
    }

    @GetMapping("/greet/{language}")
    public String greet(@PathVariable("language") String language) {
        meters.counter("greetings", "language", language).increment();
        meters.timer("work").record(20, TimeUnit.MILLISECONDS);
        return "hello";
    }
}
