import GalleyProgram
import OwnStages

await Galley.main(plugins: [OwnPlugin.self])
