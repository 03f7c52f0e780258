package dev.latchkey.admin.application;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ ApplicationAdministration.class, ApplicationDocuments.class, ApplicationPage.class, ApplicationSessions.class,
		ApplicationSessionsApi.class, ApplicationSessionsPage.class, ApplicationsApi.class, ApplicationsPage.class })
class ApplicationAdminConfiguration {

}
