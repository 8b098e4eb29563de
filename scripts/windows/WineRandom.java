import java.security.Provider;
import java.security.SecureRandomSpi;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Random numbers for a Windows Java under Wine, whose own generator crashes: it begins by listing the network's
 * interfaces, which Wine does not support. Only for tests: the numbers are as good as the clock.
 */
public final class WineRandom extends Provider {
    private static final long serialVersionUID = 1L;

    /** Found by its class name in java.security. */
    public WineRandom() {
        super("WineRandom", "1", "random numbers for tests under Wine");
        putService(new Service(this, "SecureRandom", "Wine", Numbers.class.getName(), null, Map.of("ThreadSafe", "true")) {
            @Override
            public Object newInstance(Object parameter) {
                return new Numbers();
            }
        });
    }

    private static final class Numbers extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private transient SplittableRandom random = seeded();

        private static SplittableRandom seeded() {
            return new SplittableRandom(
                    System.nanoTime() * 31 + ProcessHandle.current().pid());
        }

        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected synchronized void engineNextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            byte[] seed = new byte[length];
            engineNextBytes(seed);
            return seed;
        }
    }
}
