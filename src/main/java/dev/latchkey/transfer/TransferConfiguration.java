package dev.latchkey.transfer;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ ImportBatch.class, ImportProgressApi.class, RunningImports.class, TransferApi.class, TransferPage.class,
		UserExport.class, UserImport.class, UserUpdates.class })
class TransferConfiguration {

}
