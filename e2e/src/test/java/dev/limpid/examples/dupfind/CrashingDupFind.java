package dev.limpid.examples.dupfind;

import dev.limpid.counter.StackCounter;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.crashes.CrashCounting;
import dev.limpid.crashes.RunMarker;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Part of dupfind, for a test: crashes in many ways, each time with a secret in every text that can contain one. */
public final class CrashingDupFind {
    private CrashingDupFind() {}

    /** The program: how to end, and the secret. */
    public static void main(String[] args) throws Exception {
        Telemetry telemetry = Telemetry.start(TelemetryOptions.builder()
                .collection("telemetry.example.org")
                .program("example.org/dupfind", "1.0.0")
                .ownPackages("dev.limpid.examples.dupfind.")
                .build());
        RunMarker marker = RunMarker.set(telemetry);
        while (!marker.isSet()) {
            LockSupport.parkNanos(100_000);
        }
        String secret = args[1];
        Thread.currentThread().setName(secret);
        switch (args[0]) {
            case "crash" -> crash(secret);
            case "fault" -> fault(secret);
            case "halt" -> Runtime.getRuntime().halt(1);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void crash(String secret) throws Exception {
        Thread uncaught = new Thread(() -> fail(secret), secret);
        uncaught.start();
        uncaught.join();
        ExecutorService pool =
                CrashCounting.executor(Executors.newSingleThreadExecutor(task -> new Thread(task, secret)));
        pool.execute(() -> fail(secret));
        Future<String> read = pool.submit(() -> Files.readString(Path.of("/no/such/" + secret)));
        CrashCounting.future(CompletableFuture.supplyAsync(() -> Integer.parseInt(secret), pool));
        pool.shutdown();
        CrashCounting.done(read);
        pool.awaitTermination(1, TimeUnit.MINUTES);
        StackCounter.of("dupfind/failed", 16).add(new IllegalStateException(secret));
        throw new CompletionException(secret, new SecretException(secret));
    }

    private static String fail(String secret) {
        Throwable cause = new IllegalArgumentException(secret, new java.io.IOException("/home/" + secret));
        IllegalStateException e = new IllegalStateException(secret, cause);
        e.addSuppressed(new SecretException(secret));
        throw e;
    }

    private static void fault(String secret) throws Exception {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, (long) secret.length());
    }

    /** Returns its secret from every method. */
    private static final class SecretException extends Exception {
        private final transient String secret;

        SecretException(String secret) {
            super(secret);
            this.secret = secret;
        }

        @Override
        public String getLocalizedMessage() {
            return secret;
        }

        @Override
        @SuppressWarnings("OverrideThrowableToString")
        public String toString() {
            return secret;
        }
    }
}
