package dev.latchkey.overview;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ AdminOverview.class, OverviewApi.class, OverviewPage.class })
class OverviewConfiguration {

}
