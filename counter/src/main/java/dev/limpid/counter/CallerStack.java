package dev.limpid.counter;

/** The stack of whoever called into this library. */
final class CallerStack {
    private static final String OWN = "dev.limpid.counter.";
    private static final StackWalker WALKER = StackWalker.getInstance();

    private CallerStack() {}

    static String name(String prefix, int depth) {
        StackName stack = new StackName(prefix, depth);
        boolean[] outside = {false};
        WALKER.walk(frames -> {
            var each = frames.iterator();
            while (each.hasNext() && !stack.isFull()) {
                StackWalker.StackFrame frame = each.next();
                String className = frame.getClassName();
                outside[0] |= !isOwn(className);
                if (outside[0]) {
                    int line = frame.getLineNumber();
                    String method = frame.getMethodName();
                    stack.add(className, method, line, MethodLines.firstLine(className, method, line));
                }
            }
            return stack;
        });
        return stack.toString();
    }

    private static boolean isOwn(String className) {
        return className.startsWith(OWN) && className.indexOf('.', OWN.length()) < 0 && !className.endsWith("Test");
    }
}
