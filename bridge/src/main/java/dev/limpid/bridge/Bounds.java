package dev.limpid.bridge;

/**
 * The bounds of buckets, as texts and as numbers of one unit: nanoseconds, bytes, per cent, or plain numbers. They have
 * the same meaning as those of {@link dev.limpid.counter.Histogram}.
 */
record Bounds(Kind kind, String[] texts, double[] numbers) {
    enum Kind {
        DURATION("ns=1 us=1e3 ms=1e6 s=1e9 m=60e9 h=3600e9"),
        SIZE("KiB=1024 MiB=1048576 GiB=1073741824 B=1"),
        PERCENTAGE("%=1"),
        NUMBER("=1");

        /**
         * The units that can follow the number, with their factors. Of units with the same ending the longest comes
         * first.
         */
        private final String units;

        Kind(String units) {
            this.units = units;
        }
    }

    static Bounds of(String source, Kind kind, String... texts) {
        if (texts.length == 0) {
            throw new IllegalArgumentException(source + " has no bounds, expected one or more");
        }
        double[] numbers = new double[texts.length];
        for (int i = 0; i < texts.length; i++) {
            numbers[i] = number(kind, texts[i]);
            if (i > 0 && !(numbers[i - 1] < numbers[i])) {
                throw new IllegalArgumentException("the bounds of " + source + " go from " + texts[i - 1] + " to "
                        + texts[i] + ", expected each above the one before");
            }
        }
        return new Bounds(kind, texts.clone(), numbers);
    }

    private static double number(Kind kind, String text) {
        for (String unit : kind.units.split(" ", -1)) {
            int equals = unit.indexOf('=');
            String digits = text.substring(0, Math.max(0, text.length() - equals));
            if (text.endsWith(unit.substring(0, equals)) && digits.matches("[0-9][0-9.]*")) {
                return Double.parseDouble(digits) * Double.parseDouble(unit.substring(equals + 1));
            }
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is not a bound, expected a number and one of: " + kind.units);
    }

    int size() {
        return texts.length;
    }
}
