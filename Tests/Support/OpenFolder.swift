internal import Foundation

/// A folder that is read as it was when it was opened, whatever stands in its place later.
public enum OpenFolder {
    /// The files in a folder with their bytes, by name; nil when there is no such folder, or another one has come in its
    /// place before the last file was read.
    public static func read(_ path: String) throws -> [String: [UInt8]]? {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0, let stream = fdopendir(descriptor) else { return nil }
        defer { closedir(stream) }
        var files: [String: [UInt8]] = [:]
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            // Missing from one moment to the next: so is the folder, or else the reader will miss the file.
            guard file >= 0 else { continue }
            let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
            files[name] = Array(try handle.readToEnd() ?? Data())
        }
        var opened = stat()
        var named = stat()
        guard fstat(descriptor, &opened) == 0, stat(path, &named) == 0, opened.st_ino == named.st_ino else {
            return nil
        }
        return files
    }
}
