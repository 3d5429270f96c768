-- Tells a listing that is kept in memory whether images were removed or brought back since.
CREATE INDEX change_group_of_images ON change_group (id) WHERE kind = 'remove-images';
