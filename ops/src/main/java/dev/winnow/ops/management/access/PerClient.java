package dev.winnow.ops.management.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Something for each client address, for so many at most: those that were not seen for longest are forgotten. */
final class PerClient<T> {
    private static final int MOST = 1_024;

    private final Map<String, T> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    };
    private final T initial;

    PerClient(T initial) {
        this.initial = initial;
    }

    synchronized T get(String address) {
        return byAddress.getOrDefault(address, initial);
    }

    /** Puts what follows from what is there, and returns it. */
    synchronized T update(String address, Function<T, T> next) {
        T value = next.apply(byAddress.getOrDefault(address, initial));
        byAddress.put(address, value);
        return value;
    }

    synchronized void forget(String address) {
        byAddress.remove(address);
    }
}
