package dev.limpid.crashes;

import dev.limpid.counter.Counter;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import java.awt.EventQueue;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.swing.SwingWorker;

/** Programs that crash, to be run in separate processes. */
public final class Crashing {
    static final String COLLECTION = "crashing.example.org";

    private Crashing() {}

    static Telemetry start(String version) {
        return Telemetry.start(TelemetryOptions.builder()
                .collection(COLLECTION)
                .program("crashing.example.org/program", version)
                .ownPackages(Crashing.class.getName())
                .build());
    }

    /** Has a handler that reports the exceptions that it gets. */
    public static final class Telling {
        private Telling() {}

        /** The program. */
        public static void main(String[] args) {
            if (args[0].equals("before")) {
                Thread.setDefaultUncaughtExceptionHandler((thread, e) -> tell(e));
                start("1.0.0");
            } else {
                start("1.0.0");
                Thread.UncaughtExceptionHandler counting = Thread.getDefaultUncaughtExceptionHandler();
                Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
                    tell(e);
                    counting.uncaughtException(thread, e);
                });
            }
            throw new IllegalStateException("secret");
        }

        private static void tell(Throwable e) {
            Telemetry.countCrash(e);
            System.out.println("told");
        }
    }

    /** Throws once in every way, and waits until each is over. */
    public static final class Ways {
        private static final CountDownLatch UNCAUGHT = new CountDownLatch(4);

        private Ways() {}

        /** The program. */
        public static void main(String[] args) throws Exception {
            Thread.setDefaultUncaughtExceptionHandler((thread, e) -> UNCAUGHT.countDown());
            start("1.0.0");
            ExecutorService pool = CrashCounting.executor(Executors.newFixedThreadPool(2));
            ignoring(pool.submit((Runnable) Ways::submitted));
            ignoring(pool.submit((Callable<String>) Ways::called));
            pool.execute(Ways::executed);
            for (Future<String> each : pool.invokeAll(List.<Callable<String>>of(Ways::invoked))) {
                ignoring(each);
            }
            ignoring(pool.submit(Ways::interrupted));
            pool.shutdown();
            ScheduledExecutorService scheduler = CrashCounting.scheduler(Executors.newScheduledThreadPool(1));
            ignoring(scheduler.schedule((Runnable) Ways::scheduled, 1, TimeUnit.MILLISECONDS));
            ignoring(scheduler.scheduleAtFixedRate(Ways::repeated, 0, 1, TimeUnit.MILLISECONDS));
            scheduler.shutdown();
            ignoring(CrashCounting.executor(ForkJoinPool.commonPool()).submit((Runnable) Ways::forked));
            ThreadPoolExecutor asking = new Asking();
            ignoring(asking.submit((Runnable) Ways::asked));
            asking.shutdown();
            asking.awaitTermination(1, TimeUnit.MINUTES);
            CompletableFuture<String> future = CrashCounting.future(CompletableFuture.supplyAsync(Ways::supplied));
            ignoring(CrashCounting.future(future.thenApply(String::trim).thenApply(String::strip)));
            CompletableFuture<String> cancelled = CrashCounting.future(new CompletableFuture<>());
            cancelled.cancel(true);
            Thread handled = CrashCounting.threads(Thread::new).newThread(Ways::ofAFactory);
            handled.setUncaughtExceptionHandler((thread, e) -> {});
            handled.start();
            handled.join();
            Thread plain = new Thread(Ways::plain);
            plain.start();
            new Timer(true).schedule(new Late(), 1);
            if (args.length > 0) {
                EventQueue.invokeLater(Ways::swing);
                Worker worker = new Worker();
                worker.execute();
                ignoring(worker);
                worker.told.await();
            } else {
                new Thread(Ways::swing).start();
            }
            UNCAUGHT.await();
            System.out.println("all are over");
            System.exit(0);
        }

        private static void ignoring(Future<?> future) throws InterruptedException {
            try {
                future.get();
            } catch (ExecutionException e) {
                return;
            }
        }

        private static String boom() {
            throw new IllegalStateException("secret");
        }

        static void submitted() {
            boom();
        }

        static String called() {
            return boom();
        }

        static void executed() {
            boom();
        }

        static String invoked() {
            return boom();
        }

        static void scheduled() {
            boom();
        }

        static void repeated() {
            boom();
        }

        static void forked() {
            boom();
        }

        static void asked() {
            boom();
        }

        static String supplied() {
            return boom();
        }

        static void ofAFactory() {
            boom();
        }

        static void plain() {
            boom();
        }

        static void swing() {
            boom();
        }

        static void worked() {
            boom();
        }

        static void timed() {
            boom();
        }

        @SuppressWarnings("DoNotCallSuggester")
        static String interrupted() throws InterruptedException {
            throw new InterruptedException();
        }

        private static final class Late extends TimerTask {
            @Override
            public void run() {
                timed();
            }
        }

        private static final class Asking extends ThreadPoolExecutor {
            Asking() {
                super(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
            }

            @Override
            protected void afterExecute(Runnable task, Throwable thrown) {
                CrashCounting.afterExecute(task, thrown);
            }
        }

        private static final class Worker extends SwingWorker<String, String> {
            private final CountDownLatch told = new CountDownLatch(1);

            @Override
            protected String doInBackground() {
                worked();
                return "";
            }

            @Override
            protected void done() {
                CrashCounting.done(this);
                told.countDown();
            }
        }
    }

    /** The same on virtual threads, which the Java that compiles this may not have. */
    public static final class VirtualWays {
        private VirtualWays() {}

        /** The program. */
        public static void main(String[] args) throws Exception {
            CountDownLatch uncaught = new CountDownLatch(1);
            Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.countDown());
            start("1.0.0");
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            start.invoke(null, (Runnable) Ways::plain);
            uncaught.await();
            ExecutorService each = CrashCounting.executor((ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
            Ways.ignoring(each.submit((Runnable) Ways::submitted));
            ((AutoCloseable) each).close();
            System.out.println(each.isTerminated() ? "all are over" : "not closed");
        }
    }

    /** Fills its memory, or overflows its stack, as its argument says. */
    public static final class Scarce {
        private static final List<byte[]> KEPT = new ArrayList<>();
        private static Object chain = "";

        private Scarce() {}

        /** The program. */
        public static void main(String[] args) throws Exception {
            Telemetry telemetry = start("1.0.0");
            Counter before = Counter.of("scarce/before");
            before.increment();
            switch (args[0]) {
                case "chunks" -> run(Scarce::fillWithChunks);
                case "crumbs" -> run(Scarce::fillWithCrumbs);
                case "huge" -> run(Scarce::askForTooMuch);
                case "deep" -> run(() -> odd(1));
                case "caught" -> run(() -> catchAtTheBottom(1));
                default -> throw new IllegalArgumentException(args[0]);
            }
            before.increment();
            Counter.of("scarce/after").increment();
            System.out.println(telemetry.isCounting() ? "counting" : telemetry.whyNotCounting());
        }

        private static void run(Runnable work) throws InterruptedException {
            Thread thread = new Thread(work);
            thread.setUncaughtExceptionHandler(Thread.getDefaultUncaughtExceptionHandler());
            thread.start();
            thread.join();
            KEPT.clear();
            chain = "";
        }

        static void fillWithChunks() {
            while (true) {
                KEPT.add(new byte[100_000]);
            }
        }

        static void fillWithCrumbs() {
            while (true) {
                chain = new Object[] {chain};
            }
        }

        static void askForTooMuch() {
            KEPT.add(new byte[1_000_000_000]);
        }

        static int odd(int n) {
            return even(n + 1) + 1;
        }

        static int even(int n) {
            return odd(n + 1) + Math.floorMod(n, 7);
        }

        /** Reports the overflow as deep in the stack as it can be caught. */
        @SuppressWarnings("InfiniteRecursion") // that is the point
        static int catchAtTheBottom(int n) {
            try {
                return catchAtTheBottom(n + 1) + 1;
            } catch (StackOverflowError e) {
                Telemetry.countCrash(e);
                return 0;
            }
        }
    }

    /** A marked run that ends in the way that its argument names. */
    public static final class Run {
        private Run() {}

        /** The program: how to end, its version, and where to find logs. */
        public static void main(String[] args) throws Exception {
            Telemetry telemetry = start(args[1]);
            Counter.of("run/begun").increment();
            RunMarker marker = args.length > 2 ? RunMarker.set(telemetry, Path.of(args[2])) : RunMarker.set(telemetry);
            while (!marker.isSet() && telemetry.isCounting()) {
                LockSupport.parkNanos(100_000);
            }
            System.out.println("running");
            switch (args[0]) {
                case "return" -> System.out.println("returning");
                case "exit" -> System.exit(3);
                case "throw" -> throw new IllegalStateException("secret");
                case "close" -> marker.close();
                case "halt" -> Runtime.getRuntime().halt(4);
                case "wait" -> Thread.sleep(60_000);
                case "fault" -> fault();
                default -> throw new IllegalArgumentException(args[0]);
            }
        }

        /** Writes to an invalid address. */
        static void fault() throws Exception {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 1L);
        }
    }
}
