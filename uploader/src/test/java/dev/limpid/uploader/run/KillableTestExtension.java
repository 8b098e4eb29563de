package dev.limpid.uploader.run;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs the methods of a test class in {@link FaultInjectingClassLoader}, and so all of Limpid that they use. */
final class KillableTestExtension implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> called, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        Object given = context.getRequiredTestInstance();
        Class<?> killable = new FaultInjectingClassLoader(given.getClass())
                .loadClass(given.getClass().getName());
        Constructor<?> constructor = killable.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object test = constructor.newInstance();
        copyFields(given, test);
        Method method = killable.getDeclaredMethod(called.getExecutable().getName());
        method.setAccessible(true);
        try {
            method.invoke(test);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** What JUnit put into the test, which is the temporary folder. */
    private static void copyFields(Object from, Object to) throws ReflectiveOperationException {
        for (Field field : from.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                Field same = to.getClass().getDeclaredField(field.getName());
                field.setAccessible(true);
                same.setAccessible(true);
                same.set(to, field.get(from));
            }
        }
    }
}
