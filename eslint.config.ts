import boundaries from 'eslint-plugin-boundaries'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { code, packageRules, readingRule, rooms, roomRules } from './eslint.rooms.ts'

export default defineConfig(
  { ignores: ['out/', 'node_modules/', 'test/fixtures/oracle/', 'test-results/'] },
  tseslint.configs.strictTypeChecked,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue}'],
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname
      }
    }
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } }
  },
  {
    rules: {
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true }
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }
      ],
      // What is given back or thrown again is as it came.
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingAny: true, allowThrowingUnknown: true }
      ],
      '@typescript-eslint/only-throw-error': [
        'error',
        { allowThrowingAny: true, allowThrowingUnknown: true }
      ],
      // Methods of the api's routers and of stores are meant to be taken from them.
      '@typescript-eslint/unbound-method': 'off',
      // An async function without await makes of what it throws a rejection, as its callers expect.
      '@typescript-eslint/require-await': 'off',
      // A type parameter of a reading function says what the caller knows of the data.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // There are no enums of our own, and looking for them takes a fifth of all linting.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      'vue/multi-word-component-names': 'off'
    }
  },
  {
    // Matchers are of type any; what a hook closes may be missing where an earlier one failed.
    files: ['**/*.test.ts', '**/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off'
    }
  },
  {
    // Only vue-tsc knows the types of components and of what a template refers to, and it checks them.
    files: ['**/*.vue', 'src/renderer/main.ts', 'src/renderer/log-in/main.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-useless-default-assignment': 'off'
    }
  },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: [`{src,lab}/**/*.${code}`],
    // A test may set its scene with whatever it needs.
    ignores: ['**/*.test.ts', '**/test/**'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': rooms,
      'import/resolver': { node: { extensions: ['.ts', '.vue', '.mjs', '.js', '.json'] } }
    },
    rules: { 'boundaries/dependencies': ['error', { default: 'allow', policies: roomRules }] }
  },
  ...packageRules,
  readingRule,
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  prettier
)
