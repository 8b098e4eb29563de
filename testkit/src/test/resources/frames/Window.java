package org.example.window;

import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.crashes.CrashCounting;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.concurrent.Task;

/** Crashes on JavaFX's event thread, and in a task beside it. */
public final class Window {
    private Window() {}

    static void clicked() {
        throw new IllegalStateException("secret");
    }

    static String loaded() {
        throw new IllegalStateException("secret");
    }

    private static final class Loading extends Task<String> {
        private final CountDownLatch told = new CountDownLatch(1);

        @Override
        protected String call() {
            return loaded();
        }

        @Override
        protected void done() {
            CrashCounting.done(this);
            told.countDown();
        }
    }

    public static void main(String[] args) throws Exception {
        CountDownLatch uncaught = new CountDownLatch(1);
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            System.out.println(thread.getName());
            uncaught.countDown();
        });
        Telemetry.start(TelemetryOptions.builder()
                .collection(args[0])
                .program("org.example.window/window", "1.0.0")
                .build());
        CountDownLatch begun = new CountDownLatch(1);
        Platform.startup(begun::countDown);
        begun.await();
        Platform.runLater(Window::clicked);
        uncaught.await();
        Loading loading = new Loading();
        new Thread(loading).start();
        loading.told.await();
        Platform.exit();
    }
}
