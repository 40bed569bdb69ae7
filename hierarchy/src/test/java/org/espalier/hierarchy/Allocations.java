package org.espalier.hierarchy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Bytes that work allocates, measured by the Java machine. */
public final class Allocations {
    private Allocations() {}

    /**
     * The bytes allocated by the calling thread and the threads whose names start with a prefix. The measurement itself may
     * allocate, so it is done twice beforehand, and the least of three is taken.
     */
    public static long of(Runnable work, String helpers) {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this JVM does not count allocations");
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(bean.isThreadAllocatedMemorySupported() && bean.isThreadAllocatedMemoryEnabled());
        work.run();
        long[] ids = Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread == Thread.currentThread() || thread.getName().startsWith(helpers))
                .mapToLong(Thread::getId)
                .toArray();
        long least = Long.MAX_VALUE;
        for (int n = 0; n < 5; n++) {
            long own = measurement(bean, ids);
            long before = total(bean, ids);
            work.run();
            long after = total(bean, ids);
            least = Math.min(least, after - before - own);
        }
        return Math.max(0, least);
    }

    private static long measurement(ThreadMXBean bean, long[] ids) {
        long before = total(bean, ids);
        return total(bean, ids) - before;
    }

    private static long total(ThreadMXBean bean, long[] ids) {
        return Arrays.stream(bean.getThreadAllocatedBytes(ids)).sum();
    }
}
