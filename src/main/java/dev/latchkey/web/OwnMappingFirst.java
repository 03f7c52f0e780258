package dev.latchkey.web;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;

/**
 * Has a request looked up among Latchkey's own methods before the actuator's. A path of
 * ours is found by its text; the actuator, asked first as Boot has it, tries its patterns
 * one by one on each request that is not for it.
 */
class OwnMappingFirst implements BeanPostProcessor {

	private static final int AFTER_OWN = 1;

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractWebMvcEndpointHandlerMapping mapping) {
			mapping.setOrder(AFTER_OWN);
		}
		return bean;
	}

}
