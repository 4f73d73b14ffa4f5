package io.hookward.spring.reactive;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** What handlers have seen, one line each. */
@Component
public class Seen {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    /** The lines that begin so. */
    public List<String> lines(String start) {
        return lines.stream().filter(line -> line.startsWith(start)).toList();
    }
}
