import GalleyProgram
import InsideStages

await Galley.main(plugins: [OwnPlugin.self])
