package dev.latchkey.embedded;

import dev.latchkey.datastore.ExternalServers;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where no external server is configured.
 */
public abstract class OnNoExternalServerCondition extends SpringBootCondition {

	private final String what;

	private OnNoExternalServerCondition(String what) {
		this.what = what;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean external = isExternal(context.getEnvironment());
		ConditionMessage message = ConditionMessage.of("%s external %s is configured", external ? "an" : "no",
				this.what);
		return new ConditionOutcome(!external, message);
	}

	abstract boolean isExternal(Environment environment);

	/**
	 * Matches where no external database is configured.
	 */
	public static final class Database extends OnNoExternalServerCondition {

		Database() {
			super("database");
		}

		@Override
		boolean isExternal(Environment environment) {
			return ExternalServers.hasDatabase(environment);
		}

	}

	/**
	 * Matches where no external Redis is configured.
	 */
	public static final class Redis extends OnNoExternalServerCondition {

		Redis() {
			super("Redis");
		}

		@Override
		boolean isExternal(Environment environment) {
			return ExternalServers.hasRedis(environment);
		}

	}

}
