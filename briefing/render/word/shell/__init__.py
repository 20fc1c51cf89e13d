"""An office's Word file with its letterhead and styles (版式文件): opened, checked, completed, its tags filled."""
