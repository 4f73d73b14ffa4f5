package kotlin.coroutines;

/** In place of the interface of Kotlin's standard library, which nothing here compiles against. */
public interface Continuation<T> {
    void resumeWith(Object result);
}
