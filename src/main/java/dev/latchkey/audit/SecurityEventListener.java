package dev.latchkey.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Marks a method that records one kind of event: after the commit if the event was
 * published in a transaction, never if that rolled back, and at once otherwise.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TransactionalEventListener(fallbackExecution = true)
@interface SecurityEventListener {

}
