package import Extract
package import Ingest
package import Normalize
package import Publish
package import Run
internal import StageKit
package import Summarize

extension IngestPlugin: ShippedPlugin {}
extension NormalizePlugin: ShippedPlugin {}
extension ExtractPlugin: ShippedPlugin {}
extension SummarizePlugin: ShippedPlugin {}
extension PublishPlugin: ShippedPlugin {}
extension RunPlugin: ShippedPlugin {}
