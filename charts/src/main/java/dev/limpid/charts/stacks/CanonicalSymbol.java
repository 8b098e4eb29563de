package dev.limpid.charts.stacks;

import dev.limpid.protocol.report.StackNameSyntax;
import java.util.regex.Pattern;

/**
 * A frame's symbol without the numbers that compilers and runtimes assign in every build: a method has one spelling,
 * whichever compiler version produced it. A {@code *} stands for a number.
 */
final class CanonicalSymbol {

    /** Classes that are generated at run time: lambdas, proxies, and subclasses by which frameworks intercept calls. */
    private static final Pattern LAMBDA_CLASS = Pattern.compile("\\$\\$Lambda[^.]*");

    private static final Pattern PROXY = Pattern.compile("\\$Proxy[0-9]+");
    private static final Pattern ENHANCED =
            Pattern.compile("\\$\\$(?:EnhancerBy|FastClassBy|SpringCGLIB)[A-Za-z]*(?:\\$\\$[0-9a-f]+)?");

    /** Kotlin's numbers: {@code run$lambda-3} before 1.9, {@code run$lambda$3} since. */
    private static final Pattern KOTLIN_LAMBDA = Pattern.compile("\\$lambda-[0-9]+");

    /** javac's, ecj's, Kotlin's and Scala's numbers: {@code Tool$1}, {@code lambda$run$0}, {@code $anonfun$run$2}. */
    private static final Pattern NUMBER = Pattern.compile("\\$[0-9]+(?=[$.]|$)");

    /** Scala adds a method that unboxes the arguments of a function. */
    private static final Pattern ADAPTED = Pattern.compile("\\$adapted$");

    /** The class of a Scala object, and the static form of a trait's method. */
    private static final Pattern OBJECT = Pattern.compile("\\$(?=\\.|$)");

    private static final Pattern RAISING =
            Pattern.compile("error|exception|throw|fail|raise|panic|abort|^die$", Pattern.CASE_INSENSITIVE);

    private CanonicalSymbol() {}

    /** The canonical symbol of a frame. */
    static String ofFrame(String frame) {
        return of(StackNameSyntax.symbol(frame));
    }

    static String of(String symbol) {
        if (symbol.indexOf('$') < 0) {
            return symbol;
        }
        String canonical = LAMBDA_CLASS.matcher(symbol).replaceAll("\\$\\$Lambda");
        canonical = ENHANCED.matcher(canonical).replaceAll("");
        canonical = PROXY.matcher(canonical).replaceAll("\\$Proxy*");
        canonical = KOTLIN_LAMBDA.matcher(canonical).replaceAll("\\$lambda\\$*");
        canonical = ADAPTED.matcher(canonical).replaceAll("");
        canonical = NUMBER.matcher(canonical).replaceAll("\\$*");
        return OBJECT.matcher(canonical).replaceAll("");
    }

    /**
     * Whether this is an accessor method, by which compilers let a class reach the private members of another; there
     * are none since nestmates (Java 11).
     */
    static boolean isAccessor(String canonical) {
        return canonical.endsWith(".access$*");
    }

    /**
     * Whether the names indicate that the method creates, throws or reports an exception: the method's name contains
     * {@code error}, {@code exception}, {@code throw}, {@code fail}, {@code raise}, {@code panic} or {@code abort} or
     * is {@code die}, or the class's name ends with {@code Exception} or {@code Error}.
     */
    static boolean looksLikeThrowing(String canonical) {
        int method = canonical.lastIndexOf('.');
        String owner = canonical.substring(0, Math.max(0, method));
        String bare = owner.endsWith("s") ? owner.substring(0, owner.length() - 1) : owner;
        return bare.endsWith("Exception")
                || bare.endsWith("Error")
                || RAISING.matcher(canonical)
                        .region(method + 1, canonical.length())
                        .find();
    }
}
