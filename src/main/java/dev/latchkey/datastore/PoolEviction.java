package dev.latchkey.datastore;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets each pool drop connections that cannot be used, unless another rule was
 * configured.
 */
class PoolEviction implements BeanPostProcessor {

	private final RareLog rare = new RareLog(System::nanoTime);

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource pool && pool.getExceptionOverrideClassName() == null
				&& pool.getExceptionOverride() == null) {
			pool.setExceptionOverride(new UnusableConnectionEviction(pool, this.rare, System::nanoTime));
		}
		return bean;
	}

}
